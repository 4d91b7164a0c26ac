import { useId } from 'react';
import type { Part } from './describe-parts.ts';
import type { Edge } from './figures.ts';
import { formatRate, formatSeconds } from './format.ts';
import { bendLine, type Point, placeParts, signSize, sizeOfMap } from './layout.ts';
import { meshMessages } from './messages.ts';
import './mesh-map.css';

/** The drawing. Whoever cannot see it has the tables. */
export function MeshMap({ parts, edges }: { parts: readonly Part[]; edges: readonly Edge[] }) {
  const id = useId();
  const places = placeParts(parts.map(({ name }) => name));
  const { width, height } = sizeOfMap(parts.length);
  const outside = places.get('outside');
  return (
    <svg className="mesh-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={id}>
      <title id={id}>{`${meshMessages.mapTitle}. ${meshMessages.mapText}`}</title>
      <defs>
        <marker
          id={`${id}-tip`}
          viewBox="0 0 8 8"
          refX="6"
          refY="4"
          markerWidth="11"
          markerHeight="11"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className="mesh-tip" d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {edges.map((edge) => (
        <Line key={`${edge.from} ${edge.to}`} edge={edge} places={places} tip={`url(#${id}-tip)`} />
      ))}
      <text className="mesh-name" x={outside?.x} y={20}>
        {meshMessages.nameOf('outside')}
      </text>
      {parts.map((part) => (
        <Sign key={part.name} part={part} at={places.get(part.name)} />
      ))}
    </svg>
  );
}

function Line({ edge, places, tip }: { edge: Edge; places: ReadonlyMap<string, Point>; tip: string }) {
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  if (from === undefined || to === undefined || edge.from === edge.to) return null;
  const { path, middle } = bendLine(from, to);
  const state = edge.faultsPerSecond > 0 ? 'failing' : edge.callsPerSecond > 0 ? 'busy' : 'quiet';
  return (
    <g className={`mesh-line ${state}`}>
      <path d={path} markerEnd={tip} strokeWidth={1.5 + Math.min(4, Math.log10(1 + edge.callsPerSecond) * 1.6)} />
      {edge.callsPerSecond > 0 && (
        <text x={middle.x} y={middle.y}>
          {`${formatRate(edge.callsPerSecond)}/s · ${formatSeconds(edge.p99)}`}
        </text>
      )}
    </g>
  );
}

function Sign({ part: { name, well, notes }, at }: { part: Part; at: Point | undefined }) {
  if (at === undefined) return null;
  return (
    <g className={well ? 'mesh-sign' : 'mesh-sign failing'}>
      <rect x={at.x - signSize.x} y={at.y - signSize.y} width={signSize.x * 2} height={signSize.y * 2} rx="14" />
      <text className="mesh-name" x={at.x} y={at.y - 11}>
        {meshMessages.nameOf(name)}
      </text>
      <text className="mesh-note" x={at.x} y={at.y + 6}>
        {notes[0]}
      </text>
      <text className="mesh-note" x={at.x} y={at.y + 22}>
        {notes[1]}
      </text>
    </g>
  );
}
