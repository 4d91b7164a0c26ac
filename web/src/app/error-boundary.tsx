import { Component, type ReactNode } from 'react';
import { Empty } from '../ui/empty.tsx';
import { appMessages } from './messages.ts';

/** Keeps a fault of one page from taking the frame with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Empty title={appMessages.brokenTitle}>
        <p>{appMessages.brokenText}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {appMessages.reload}
        </button>
      </Empty>
    );
  }
}
