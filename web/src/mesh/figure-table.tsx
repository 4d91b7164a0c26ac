import { type ReactNode, useId } from 'react';
import './figure-table.css';

interface Row {
  readonly key: string;
  readonly cells: readonly ReactNode[];
  /** Marked, for what is not well. */
  readonly alarm?: boolean;
}

interface FigureTableProps {
  title: string;
  heads: readonly string[];
  /** How many columns at the beginning are names; the rest are numbers. */
  names: number;
  rows: readonly Row[];
}

/** A table of figures with a heading. On a narrow screen it can be scrolled by itself. */
export function FigureTable({ title, heads, names, rows }: FigureTableProps) {
  const id = useId();
  return (
    <div className="figures">
      <h2 id={id}>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by keys. */}
      <section className="figures-scroll" tabIndex={0} aria-labelledby={id}>
        <table>
          <thead>
            <tr>
              {heads.map((head, index) => (
                <th key={head} scope="col" className={index < names ? undefined : 'figure'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells, alarm }) => (
              <tr key={key} className={alarm ? 'alarm' : undefined}>
                <th scope="row">{cells[0]}</th>
                {heads.slice(1).map((head, index) => (
                  <td key={head} className={index + 1 < names ? undefined : 'figure'}>
                    {cells[index + 1]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
