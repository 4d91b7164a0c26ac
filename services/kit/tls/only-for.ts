import {
  ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
  status,
} from '@grpc/grpc-js';
import { nameOfPeer } from './spiffe.ts';

/** Refuses every call of a connection whose client's certificate does not name `name`. */
export function onlyFor(name: string): ServerInterceptor {
  const verdicts = new WeakMap<object, boolean>();
  return (_method, call) => {
    if (isFrom(name, call, verdicts)) return new ServerInterceptingCall(call);
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: () =>
            call.sendStatus({ code: status.PERMISSION_DENIED, details: `only ${name} may call this port` }),
        }),
    });
  };
}

/** Reading a certificate costs more than an empty call: it is done once a connection. */
function isFrom(name: string, call: ServerInterceptingCallInterface, verdicts: WeakMap<object, boolean>): boolean {
  const connection = connectionOf(call);
  const known = connection && verdicts.get(connection);
  if (known !== undefined) return known;
  const verdict = nameOfPeer(call.getAuthContext().sslPeerCertificate?.subjectaltname) === name;
  if (connection !== undefined) verdicts.set(connection, verdict);
  return verdict;
}

/** grpc-js does not show a call's connection; where it cannot be found, each call is looked at. */
function connectionOf(call: ServerInterceptingCallInterface): object | undefined {
  const { stream } = call as { stream?: { session?: unknown } };
  const session = stream?.session;
  return typeof session === 'object' && session !== null ? session : undefined;
}
