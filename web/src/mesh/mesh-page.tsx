import { type FormEvent, useEffect, useState } from 'react';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { describeParts } from './describe-parts.ts';
import { compareEdges } from './figures.ts';
import { MeshMap } from './mesh-map.tsx';
import { CallsTable, CertificateTable, EventsTable, GatewayTable, ProcessTable } from './mesh-tables.tsx';
import { meshMessages } from './messages.ts';
import { forgetOperatorKey, keepOperatorKey, readOperatorKey } from './operator-key.ts';
import { type Refusal, ReportRefused, useMesh, type Watched } from './use-mesh.ts';
import './mesh-page.css';

/** The services and what they say to each other, live. For operators. */
export default function MeshPage() {
  const [key, setKey] = useState(readOperatorKey);
  const [refusal, setRefusal] = useState<Refusal>();

  function open(entered: string): void {
    keepOperatorKey(entered);
    setRefusal(undefined);
    setKey(entered);
  }

  function refuse(reason: Refusal): void {
    forgetOperatorKey();
    setRefusal(reason);
    setKey(undefined);
  }

  if (key === undefined) return <KeyForm refusal={refusal} onEnter={open} />;
  return <LiveMesh operatorKey={key} onRefused={refuse} />;
}

function KeyForm({ refusal, onEnter }: { refusal: Refusal | undefined; onEnter: (key: string) => void }) {
  const [entered, setEntered] = useState('');
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (entered.trim() !== '') onEnter(entered.trim());
  }
  return (
    <Page title={meshMessages.title}>
      <form className="mesh-key" onSubmit={submit}>
        <Field
          label={meshMessages.keyLabel}
          hint={meshMessages.keyHint}
          problem={refusal && meshMessages.refusals[refusal]}
          type="password"
          autoComplete="off"
          value={entered}
          onChange={(event) => setEntered(event.target.value)}
        />
        <button type="submit" className="button">
          {meshMessages.open}
        </button>
      </form>
    </Page>
  );
}

function LiveMesh({ operatorKey, onRefused }: { operatorKey: string; onRefused: (refusal: Refusal) => void }) {
  const [paused, setPaused] = useState(false);
  const { data, error } = useMesh(operatorKey, paused);
  const refusal = error instanceof ReportRefused ? error.refusal : undefined;
  useEffect(() => {
    if (refusal === 'wrong-key' || refusal === 'turned-off') onRefused(refusal);
  }, [refusal, onRefused]);
  const pause = (
    <button type="button" className="button quiet small" onClick={() => setPaused(!paused)}>
      {paused ? meshMessages.resume : meshMessages.pause}
    </button>
  );
  return (
    <Page title={meshMessages.title} action={pause}>
      <p className="mesh-intro">{meshMessages.intro}</p>
      {refusal !== undefined && (
        <p className="mesh-alarm" role="alert">
          {meshMessages.refusals[refusal]}
        </p>
      )}
      {data === undefined ? <p className="mesh-intro">{meshMessages.waiting}</p> : <Figures {...data} />}
    </Page>
  );
}

function Figures({ before, now }: Watched) {
  const edges = compareEdges(before, now);
  return (
    <>
      <div className="mesh-picture">
        <MeshMap parts={describeParts(before, now, edges)} edges={edges} />
      </div>
      <CallsTable edges={edges} />
      <ProcessTable before={before} now={now} />
      <EventsTable before={before} now={now} />
      <CertificateTable before={before} now={now} />
      <GatewayTable before={before} now={now} />
    </>
  );
}
