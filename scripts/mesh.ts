// Changes what scripts/up has started while it runs: replicas, canaries, drains, restarts.
import { runScript, say } from './install/report.ts';
import { endCanary, promoteCanary, tryCanary } from './operations/canary.ts';
import { drain, undrain } from './operations/drain.ts';
import { Mesh } from './operations/mesh.ts';
import { type MeshCommand, meshUsage, readMeshCommand } from './operations/options.ts';
import { recover } from './operations/recover.ts';
import { restart } from './operations/restart.ts';
import { scale } from './operations/scale.ts';
import { formatStatus, readStatus } from './operations/status.ts';
import { lockOperation } from './run/data-folder.ts';

// Everything in the data folder is its owner's only.
process.umask(0o077);

await runScript(async () => {
  const command = readMeshCommand(process.argv.slice(2), process.cwd());
  if (command.name === 'help') return console.log(meshUsage);
  if (command.name === 'status') return tellStatus(command);
  // Opened before the lock is taken: that is a file of a folder on which something runs. Read again after it.
  Mesh.open(command.dataDir);
  using _lock = lockOperation(command.dataDir);
  const mesh = Mesh.open(command.dataDir);
  await recover(mesh);
  await operate(mesh, command);
});

function operate(mesh: Mesh, command: MeshCommand): Promise<void> {
  switch (command.name) {
    case 'scale':
      return scale(mesh, command.service, command.count);
    case 'drain':
      return drain(mesh, command.replica);
    case 'undrain':
      return undrain(mesh, command.replica);
    case 'restart':
      return restart(mesh, command.services);
    case 'canary':
      return tryCanary(mesh, command.service, command);
    case 'end-canary':
      return endCanary(mesh, command.service);
    case 'promote-canary':
      return promoteCanary(mesh, command.service);
    default:
      throw new Error(`${command.name} is no operation`);
  }
}

async function tellStatus({ dataDir, json }: { dataDir: string; json: boolean }): Promise<void> {
  const mesh = Mesh.open(dataDir);
  const lines = await readStatus(mesh);
  console.log(json ? JSON.stringify(lines, undefined, 2) : formatStatus(lines, new Date()));
  // For ten seconds after its start Supervisor does not call a process RUNNING.
  const down = lines.filter(({ process }) => process !== 'RUNNING' && process !== 'STARTING');
  for (const { name } of down) say(`${name} does not run.`);
}
