/** One number of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)",?/g;

/** Reads Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats). Comments are passed over. */
export function parsePrometheusText(text: string): Sample[] {
  return text.split('\n').flatMap((each) => {
    const match = line.exec(each);
    if (match === null) return [];
    const [, name = '', labels = '', value = ''] = match;
    return [{ name, labels: readLabels(labels), value: value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value) }];
  });
}

function readLabels(text: string): Record<string, string> {
  const pairs = text.matchAll(label).map(([, name = '', value = '']) => [name, unquote(value)] as const);
  return Object.fromEntries(pairs);
}

function unquote(value: string): string {
  return value.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));
}
