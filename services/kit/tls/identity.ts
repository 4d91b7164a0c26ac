import { X509Certificate } from 'node:crypto';
import { type FSWatcher, statSync, watch } from 'node:fs';
import { type CertificateFiles, readCertificateFiles } from './certificate-files.ts';

/** Who a process is in the mesh: a certificate and its key, and the roots it trusts. They change while it runs. */
export interface Identity extends Disposable {
  readonly name: string;
  current(): CertificateFiles;
  /** Tells of new ones. Disposing stops it. */
  onChange(listener: (files: CertificateFiles) => void): Disposable;
}

export interface OpenIdentityOptions {
  /** A folder of certificates: see certificatePaths. */
  directory: string | undefined;
  name: string;
  logger: IdentityLogger;
  /** How often it looks of its own accord, and tries again what failed. Default: a minute. */
  lookMs?: number;
}

/** What a Logger offers, and little enough to do without one. */
export interface IdentityLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Files that are written one after the other are read once. */
const settleMs = 100;
/** Not every file system tells of changes. */
const defaultLookMs = 60_000;

/**
 * Reads the certificate of `name` and watches for its successors, which need no restart. What cannot be read is told in
 * the log, without its content, and the former one stays. Throws if there is none to begin with. Without a folder there
 * is no identity.
 */
export function openIdentity({ directory, ...options }: OpenIdentityOptions): Identity | undefined {
  return directory === undefined ? undefined : watchIdentity({ directory, ...options });
}

function watchIdentity({
  directory,
  name,
  logger,
  lookMs = defaultLookMs,
}: OpenIdentityOptions & { directory: string }): Identity {
  let files = readCertificateFiles(directory, name);
  const listeners = new Set<(files: CertificateFiles) => void>();
  /** Those that could not take the files that are in use: they are told again. */
  const behind = new Set<(files: CertificateFiles) => void>();
  const tell = (listener: (files: CertificateFiles) => void) => {
    try {
      listener(files);
      behind.delete(listener);
    } catch (error) {
      behind.add(listener);
      logger.warn({ reason: reasonOf(error) }, 'a new certificate was not put in use everywhere; it is tried again');
    }
  };
  const reload = () => {
    try {
      const read = readCertificateFiles(directory, name);
      if (isSame(read, files)) return [...behind].forEach(tell);
      files = read;
      const { serialNumber, validToDate } = new X509Certificate(files.certificate);
      logger.info({ serialNumber, expires: validToDate }, 'a new certificate is in use');
      [...listeners].forEach(tell);
    } catch (error) {
      logger.warn({ reason: reasonOf(error) }, 'a certificate was not taken');
    }
  };
  let settling: NodeJS.Timeout | undefined;
  const watching = keepWatching(directory, logger, () => {
    clearTimeout(settling);
    settling = setTimeout(reload, settleMs).unref();
  });
  const looking = setInterval(() => {
    watching.renew();
    reload();
  }, lookMs).unref();
  return {
    name,
    current: () => files,
    onChange(listener) {
      listeners.add(listener);
      return {
        [Symbol.dispose]() {
          listeners.delete(listener);
          behind.delete(listener);
        },
      };
    },
    [Symbol.dispose]() {
      watching[Symbol.dispose]();
      clearInterval(looking);
      clearTimeout(settling);
    },
  };
}

/** Watches a folder, also another one that has taken its place. What fails is told, and tried again by `renew`. */
function keepWatching(directory: string, logger: IdentityLogger, onChange: () => void) {
  let watcher: FSWatcher | undefined;
  let watched: number | undefined;
  const stop = (error: unknown) => {
    watcher?.close();
    watcher = undefined;
    logger.warn({ reason: reasonOf(error) }, 'certificates are not watched, only looked at now and then');
  };
  const renew = () => {
    try {
      const { ino } = statSync(directory);
      if (watcher !== undefined && ino === watched) return;
      watcher?.close();
      watcher = watch(directory, { persistent: false }, onChange);
      watched = ino;
      watcher.on('error', stop);
    } catch (error) {
      stop(error);
    }
  };
  renew();
  return { renew, [Symbol.dispose]: () => watcher?.close() };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isSame(one: CertificateFiles, other: CertificateFiles): boolean {
  return (['certificate', 'key', 'roots'] as const).every((key) => one[key].equals(other[key]));
}
