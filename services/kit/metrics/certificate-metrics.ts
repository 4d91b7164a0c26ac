import { Gauge } from 'prom-client';
import type { Identity } from '../tls/identity.ts';
import { readValidity, type Validity } from '../tls/validity.ts';
import { registry } from './registry.ts';

const identities = new Set<Identity>();

showTime('certificate_issue_time_seconds', 'From when the certificate in use is good', ({ issueTime }) => issueTime);
showTime(
  'certificate_expiry_time_seconds',
  'Until when the certificate in use is good',
  ({ expireTime }) => expireTime,
);

function showTime(name: string, help: string, pick: (validity: Validity) => number): void {
  new Gauge({
    name,
    help: `${help}, in seconds since the epoch.`,
    labelNames: ['name'],
    registers: [registry],
    collect() {
      this.reset();
      for (const each of identities) this.set({ name: each.name }, pick(readValidity(each.current())) / 1000);
    },
  });
}

/** Shows the certificate that an identity has at the moment, until it is disposed. */
export function showCertificate(identity: Identity): Disposable {
  identities.add(identity);
  return { [Symbol.dispose]: () => identities.delete(identity) };
}
