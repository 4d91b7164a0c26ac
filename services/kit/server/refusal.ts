import { Metadata } from '@grpc/grpc-js';
import { Status } from 'nice-grpc';
import { overloaded } from '../mesh-errors.ts';
import { encodeStatusDetails } from '../status-details.ts';

const metadata = new Metadata();
metadata.set('grpc-status-details-bin', Buffer.from(encodeStatusDetails(Status.RESOURCE_EXHAUSTED, overloaded)));

/**
 * How a call ends that there is no room for. Made once. RESOURCE_EXHAUSTED, since nothing on the way makes such a call
 * again by itself, which would add to what there is too much of.
 */
export const overloadedStatus = { code: Status.RESOURCE_EXHAUSTED, details: overloaded.message, metadata };

/** How a call ends whose request does not come, or not to its end. */
export const notArrivedStatus = { code: Status.DEADLINE_EXCEEDED, details: 'the request did not arrive in time' };
