// Refuses contracts whose RPCs do not say who may call them, for how long, and whether they can be retried.
// Usage: node scripts/lint-policy.ts [DIRECTORY], proto/ by default.
import { join, resolve } from 'node:path';
import { policyViolations } from './check/policy-rules.ts';
import { readRpcs } from './check/read-rpcs.ts';
import { root } from './tools.ts';

const directory = resolve(process.argv[2] ?? join(root, 'proto'));
const rpcs = readRpcs(directory);
const violations = rpcs.flatMap(({ location, facts }) =>
  policyViolations(facts).map((violation) => `${location}: ${facts.name} ${violation}`),
);
for (const violation of violations) console.log(violation);
if (rpcs.length === 0) console.log(`${directory} holds no RPC`);
else if (violations.length === 0) console.log(`${rpcs.length} RPCs carry a sound policy`);
process.exitCode = violations.length > 0 || rpcs.length === 0 ? 1 : 0;
