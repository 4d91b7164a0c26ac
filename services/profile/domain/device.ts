/** In the order in which they are looked for: many a browser also names the one that it is made from. */
const programs: readonly (readonly [RegExp, string])[] = [
  [/\b(?:Edg|EdgA|EdgiOS)\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:\b|Headless)(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** No browser names more than this before what is looked for. */
const maxLength = 1_000;

/**
 * Says in a few words what a `user-agent` (RFC 9110 §10.1.5) is, so that people know their own devices again, for example
 * "Firefox on Linux". No versions: they change while the device stays. Empty for what is not known.
 */
export function deviceOf(userAgent: string): string {
  const text = userAgent.slice(0, maxLength);
  const program = find(programs, text) ?? firstProduct(text);
  const system = find(systems, text);
  return [program, system].filter((part) => part !== undefined).join(' on ');
}

function find(known: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return known.find(([pattern]) => pattern.test(text))?.[1];
}

/** What a program that is no browser calls itself. */
function firstProduct(text: string): string | undefined {
  const name = /^([A-Za-z][\w.-]{0,39})(?:\/|\s|$)/.exec(text)?.[1];
  return name === 'Mozilla' ? undefined : name;
}
