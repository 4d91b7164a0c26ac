import { NotificationServiceDefinition } from '#gen/tertulia/notifications/v1/notification_service.ts';
import { waitFor } from '../../services/kit/testing/wait-for.ts';
import { Browsers } from '../streams/grpc-web-streams.ts';

const { fullName, methods } = NotificationServiceDefinition;
const path = `/${fullName}/${methods.watchNotifications.name}`;
/** As many tabs as share a connection, and as many streams as are opened at a time. */
const perConnection = 20;
const openedTogether = 100;
const openTimeoutMs = 60_000;

/** Opens a stream of notifications for each token, and resolves when each has had its first message. */
export async function openWatchers(port: number, tokens: readonly string[]): Promise<Disposable> {
  const browsers = new Browsers(`http://127.0.0.1:${port}`, perConnection);
  for (let begin = 0; begin < tokens.length; begin += openedTogether) {
    const some = tokens.slice(begin, begin + openedTogether).map((token) => browsers.open(path, token));
    await waitFor(() => some.every((stream) => stream.messages() > 0), { timeoutMs: openTimeoutMs });
  }
  return browsers;
}
