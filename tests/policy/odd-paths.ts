const last = /\/(\w+)$/;

/** Ways to write a path that somebody may take for the same. */
export const oddPaths: Readonly<Record<string, (path: string) => string>> = {
  'a parameter at the end': (path) => `${path};x`,
  'a parameter in the middle': (path) => path.replace(last, ';x=1/$1'),
  'a parameter in front': (path) => `/;x${path}`,
  'an escaped slash': (path) => path.replace(last, '%2f$1'),
  'an escaped slash in capitals': (path) => path.replace(last, '%2F$1'),
  'an escaped slash in front': (path) => `/%2f${path.slice(1)}`,
  'a double slash in front': (path) => `/${path}`,
  'a double slash in the middle': (path) => path.replace(last, '//$1'),
  'a slash at the end': (path) => `${path}/`,
  'lower case': (path) => path.toLowerCase(),
  'upper case': (path) => path.toUpperCase(),
  'a dot segment in front': (path) => `/.${path}`,
  'a dot segment in the middle': (path) => path.replace(last, '/./$1'),
  'a parent segment': (path) => `/x/..${path}`,
  'an escaped parent segment': (path) => `/x/%2e%2e${path}`,
  'a parent with an escaped slash': (path) => `/x/..%2f${path.slice(1)}`,
  'an escaped letter': (path) =>
    path.replace(last, (_, [first = '', ...rest]: string) => `/${percent(first)}${rest.join('')}`),
  'an escape of an escape': (path) => path.replace(last, '%252f$1'),
  'a backslash': (path) => path.replace(last, '\\$1'),
  'a space at the end': (path) => `${path}%20`,
  'a zero byte at the end': (path) => `${path}%00`,
  'a query': (path) => `${path}?x=1`,
  'a package before it': (path) => `/x${path}`,
};

function percent(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}
