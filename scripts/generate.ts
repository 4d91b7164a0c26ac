import { generateCode } from './install/generated-code.ts';
import { runScript } from './install/report.ts';

await runScript(generateCode);
