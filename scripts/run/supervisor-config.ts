import type { PlannedProcess } from './plan.ts';

/** A process to keep running. */
export type SupervisedProcess = Omit<PlannedProcess, 'port'>;

/** Where one data folder keeps what belongs to its running processes. */
export interface RunPaths {
  /** Holds supervisord.conf and supervisord.pid. */
  runDir: string;
  logDir: string;
}

/**
 * A process that dies early is started again after 1 s, then 2 s, 3 s, …: each wait is a second longer, 30 s after
 * eight minutes of failing. It never gives up: 2³⁰ tries take longer than anyone waits.
 */
const restarting = ['autorestart=true', 'startsecs=10', `startretries=${2 ** 30}`];

/**
 * Stopping takes the groups one after the other, the last of this order first, and the processes of one group at once:
 * so the services end their streams with a status while Envoy still carries it. All are started at once.
 */
const groups = { upkeep: 5, front: 10, services: 20 } as const;

/** Where the programs are that join while it runs, a file each, relative to the folder of the configuration. */
export const joiningFolder = 'replicas';

/** The configuration of Supervisor (supervisord.org/configuration.html) that keeps the processes of a plan running. */
export function makeSupervisorConfig(processes: readonly SupervisedProcess[], { runDir, logDir }: RunPaths): string {
  return [
    '[supervisord]',
    'nodaemon=true',
    'silent=true',
    `pidfile=${file(`${runDir}/supervisord.pid`)}`,
    `logfile=${file(`${logDir}/supervisord.log`)}`,
    'logfile_maxbytes=5MB',
    'logfile_backups=1',
    // Supervisor warns a root that does not say so.
    ...(process.getuid?.() === 0 ? ['user=root'] : []),
    '',
    ...controlSections(runDir),
    '[include]',
    `files=${joiningFolder}/*.conf`,
    '',
    ...processes.flatMap((each) => [...programSection(each, logDir), '']),
    ...Object.entries(groups).flatMap(([group, priority]) => [
      `[group:${group}]`,
      `programs=${processes.filter((each) => each.group === group).map(({ name }) => name)}`,
      `priority=${priority}`,
      '',
    ]),
  ].join('\n');
}

/** Longer ones the kernel refuses as the address of a socket (unix(7)). */
const maxSocketPath = 100;

/** The socket through which the supervisor can be woken, and asked with supervisorctl; undefined where it cannot be. */
export function controlSocketPath(runDir: string): string | undefined {
  const path = `${runDir}/supervisor.sock`;
  return Buffer.byteLength(path) <= maxSocketPath ? path : undefined;
}

function controlSections(runDir: string): string[] {
  const path = controlSocketPath(runDir);
  if (path === undefined) return [];
  return [
    '[unix_http_server]',
    `file=${file(path)}`,
    'chmod=0600',
    '',
    '[rpcinterface:supervisor]',
    'supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface',
    '',
    '[supervisorctl]',
    `serverurl=unix://${file(path)}`,
    '',
  ];
}

/**
 * A process that joins the services while they run, in a group of its own. It has the supervisor's environment, and
 * these numbers in it.
 */
export function makeJoiningConfig(
  process: SupervisedProcess,
  { logDir, numbers }: { logDir: string; numbers: Readonly<Record<string, number>> },
): string {
  const environment = Object.entries(numbers).map(([name, value]) => `${name}="${value}"`);
  const section = programSection(process, logDir);
  return [...section, `priority=${groups.services}`, `environment=${environment.join(',')}`, ''].join('\n');
}

function programSection({ name, command, args, cwd }: SupervisedProcess, logDir: string): string[] {
  return [
    `[program:${name}]`,
    `command=${[command, ...args].map(word).join(' ')}`,
    `directory=${file(cwd)}`,
    ...restarting,
    'stopsignal=TERM',
    'stopwaitsecs=15',
    'redirect_stderr=true',
    `stdout_logfile=${file(`${logDir}/${name}.log`)}`,
    'stdout_logfile_maxbytes=10MB',
    'stdout_logfile_backups=2',
  ];
}

/** `%` begins an expansion in this file. */
function file(path: string): string {
  return path.replaceAll('%', '%%');
}

/** One word of a command, as a shell would read it. */
function word(text: string): string {
  const escaped = file(text);
  return /^[\w@%+=:,./-]+$/.test(escaped) ? escaped : `"${escaped.replace(/[\\"]/g, '\\$&')}"`;
}
