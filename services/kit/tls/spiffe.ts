/** The name by which the gateway is known, and the only one that services answer. */
export const gatewayName = 'envoy';

const trustDomain = 'spiffe://tertulia/';

/** A name in the mesh as it stands in a certificate (SPIFFE-ID): `spiffe://tertulia/posts`. */
export function spiffeId(name: string): string {
  return `${trustDomain}${name}`;
}

/** The name in a SPIFFE id of the mesh; undefined if it is none, or has more to it than a name. */
export function nameOfSpiffeId(id: string): string | undefined {
  const name = id.startsWith(trustDomain) ? id.slice(trustDomain.length) : '';
  return /^[a-z][a-z0-9-]*$/.test(name) ? name : undefined;
}

/**
 * Whom a certificate names, from its alternative names as Node writes them: `URI:spiffe://tertulia/posts, DNS:posts`.
 * As SPIFFE has it (X509-SVID, section 2), a certificate with none or with several URIs names nobody.
 */
export function nameOfPeer(subjectAltName: string | undefined): string | undefined {
  // Node quotes names that hold what separates them; no name of the mesh does.
  if (subjectAltName === undefined || subjectAltName.includes('"')) return undefined;
  const uris = subjectAltName.split(', ').filter((each) => each.startsWith('URI:'));
  return uris.length === 1 ? nameOfSpiffeId(uris[0]?.slice('URI:'.length) ?? '') : undefined;
}
