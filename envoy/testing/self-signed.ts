import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EdgeTls } from '../options.ts';

/** Writes a certificate for `localhost` that signs itself, valid for a day from now, and its key. */
export function writeSelfSigned(directory: string, name = 'certificate'): EdgeTls {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const signed = makeCertificate(publicKey);
  const signature = sign('sha256', signed, createPrivateKey(privateKey));
  const certificate = sequence(signed, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  const paths = { certificatePath: join(directory, `${name}.pem`), keyPath: join(directory, `${name}.key.pem`) };
  const pem = certificate.toString('base64').replace(/.{1,64}/g, '$&\n');
  writeFileSync(paths.certificatePath, `-----BEGIN CERTIFICATE-----\n${pem}-----END CERTIFICATE-----\n`);
  writeFileSync(paths.keyPath, privateKey, { mode: 0o600 });
  return paths;
}

/** A TBSCertificate. Source: https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function makeCertificate(publicKey: Buffer): Buffer {
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('localhost')))));
  const hour = 3_600_000;
  const validity = sequence(time(Date.now() - hour), time(Date.now() + 24 * hour));
  const alternatives = sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(sequence(oid('551d11'), der(0x04, alternatives)));
  const version3 = der(0xa0, integer(2));
  return sequence(version3, integer(1), ecdsaWithSha256, name, validity, name, publicKey, der(0xa3, extensions));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function integer(value: number): Buffer {
  return der(0x02, Buffer.from([value]));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

/** UTCTime, to the second. */
function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\.\d+|[-:T]/g, '');
  return der(0x17, Buffer.from(digits.slice(2)));
}

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
