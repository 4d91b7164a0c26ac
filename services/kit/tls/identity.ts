import { X509Certificate } from 'node:crypto';
import { watch } from 'node:fs';
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
}

/** What a Logger offers, and little enough to do without one. */
export interface IdentityLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Files that are written one after the other are read once. */
const settleMs = 100;
/** Not every file system tells of changes. */
const lookMs = 60_000;

/**
 * Reads the certificate of `name` and watches for its successors, which need no restart. What cannot be read is told in
 * the log, without its content, and the former one stays. Throws if there is none to begin with. Without a folder there
 * is no identity.
 */
export function openIdentity({ directory, ...options }: OpenIdentityOptions): Identity | undefined {
  return directory === undefined ? undefined : watchIdentity({ directory, ...options });
}

function watchIdentity({ directory, name, logger }: OpenIdentityOptions & { directory: string }): Identity {
  let files = readCertificateFiles(directory, name);
  const listeners = new Set<(files: CertificateFiles) => void>();
  const reload = () => {
    try {
      const read = readCertificateFiles(directory, name);
      if (isSame(read, files)) return;
      files = read;
      const { serialNumber, validToDate } = new X509Certificate(files.certificate);
      logger.info({ serialNumber, expires: validToDate }, 'a new certificate is in use');
      for (const listener of listeners) listener(files);
    } catch (error) {
      logger.warn({ reason: error instanceof Error ? error.message : String(error) }, 'a certificate was not taken');
    }
  };
  let settling: NodeJS.Timeout | undefined;
  const watcher = watch(directory, { persistent: false }, () => {
    clearTimeout(settling);
    settling = setTimeout(reload, settleMs).unref();
  });
  watcher.on('error', (error) => logger.warn({ reason: error.message }, 'certificates are not watched'));
  const looking = setInterval(reload, lookMs).unref();
  return {
    name,
    current: () => files,
    onChange(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    [Symbol.dispose]() {
      watcher.close();
      clearInterval(looking);
      clearTimeout(settling);
    },
  };
}

function isSame(one: CertificateFiles, other: CertificateFiles): boolean {
  return (['certificate', 'key', 'roots'] as const).every((key) => one[key].equals(other[key]));
}
