import { loadPolicies } from '../../services/kit/policies.ts';
import type { BootstrapOptions } from '../options.ts';

const at = (port: number) => ({ host: '127.0.0.1', port });

/** Options with everything in them: two replicas of which one drains, a canary, a host that is a name, an origin. */
export const exampleOptions: BootstrapOptions = {
  policies: loadPolicies(),
  addresses: {
    edge: at(8080),
    mesh: at(8081),
    admin: at(8082),
    web: at(8083),
    jwks: [at(8084)],
    services: {
      profile: [at(9001)],
      posts: [at(9002), { ...at(9012), draining: true }],
      comments: [at(9003)],
      notifications: [{ host: 'notifications.example', port: 9004 }],
    },
  },
  dynamicFolder: '/etc/tertulia/dynamic',
  meshTls: { certificates: '/etc/tertulia/tls', secrets: '/etc/tertulia/secrets' },
  canaries: { comments: { replicas: [at(9013)], percent: 10 } },
  origins: ['http://localhost:5173'],
};
