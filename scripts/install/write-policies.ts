// Writes what the contract says of each RPC to the file that is named, for processes that read it at every start.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPolicies } from '../../services/kit/policies.ts';
import { readPolicies } from '../../services/kit/read-policies.ts';
import { root } from '../tools.ts';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Usage: node scripts/install/write-policies.ts FILE');
writeFileSync(path, formatPolicies(readPolicies(join(root, 'proto'))));
