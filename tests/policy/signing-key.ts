import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The key that signs access tokens now. */
export interface StolenKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Takes it out of profile's database: only with it can a token be made that has nothing wrong but one claim. */
export function stealSigningKey(dataDir: string): StolenKey {
  using database = new DatabaseSync(join(dataDir, 'profile.sqlite'), { readOnly: true });
  const row = database.prepare("select key_id, private_jwk from key_pair where state = 'active'").get();
  const privateKey = createPrivateKey({ format: 'jwk', key: JSON.parse(String(row?.private_jwk)) });
  return { keyId: String(row?.key_id), privateKey, publicKey: createPublicKey(privateKey) };
}
