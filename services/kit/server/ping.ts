import { z } from 'zod';
import type { PingServiceImplementation } from '#gen/tertulia/mesh/v1/ping_service.ts';
import type { CallExtension } from '../call.ts';
import { parse } from '../validate.ts';

const pingRequest = z.object({
  payload: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 1024, 'must have at most 1024 bytes'),
});

/** The empty call, which every service answers. */
export const pingService: PingServiceImplementation<CallExtension> = {
  async ping(request) {
    const { payload } = parse(pingRequest, request);
    return { payload };
  },
};
