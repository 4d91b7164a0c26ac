import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { MeshReport } from '../../mesh/report.ts';

/** How often the mesh is asked. */
const everyMs = 3_000;

/** Why there is no report. */
export type Refusal = 'wrong-key' | 'turned-off' | 'no-answer';

/** The web server refused the report, or did not answer. */
export class ReportRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** The last report of the mesh and the one before, from which rates are made. */
export interface Watched {
  readonly before: MeshReport;
  readonly now: MeshReport;
}

/** Watches the mesh with a key, until it is paused. */
export function useMesh(key: string, paused: boolean) {
  const last = useRef<MeshReport>(undefined);
  return useQuery({
    queryKey: ['mesh', key],
    queryFn: async ({ signal }): Promise<Watched> => {
      const now = await readReport(key, signal);
      const before = last.current ?? now;
      last.current = now;
      return { before, now };
    },
    // The second comes soon: until then there are no rates.
    refetchInterval: ({ state: { data, error } }) => {
      if (paused || (error instanceof ReportRefused && error.refusal !== 'no-answer')) return false;
      return data !== undefined && data.before === data.now ? everyMs / 3 : everyMs;
    },
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
}

async function readReport(key: string, signal: AbortSignal): Promise<MeshReport> {
  const response = await ask(key, signal);
  if (response.status === 401) throw new ReportRefused('wrong-key');
  if (response.status === 404) throw new ReportRefused('turned-off');
  if (!response.ok) throw new ReportRefused('no-answer');
  return response.json();
}

async function ask(key: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch('/mesh/metrics.json', { headers: { authorization: `Bearer ${key}` }, signal });
  } catch {
    signal.throwIfAborted();
    throw new ReportRefused('no-answer');
  }
}
