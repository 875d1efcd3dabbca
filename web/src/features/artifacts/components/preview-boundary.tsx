import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Component, useEffect, type ReactNode } from 'react';
import { onlineState } from '@/lib/online-state';
import { FailedState } from '@/ui/states';

/** Keeps what breaks on a strange file, or cannot be read, from taking the page with it. */
export class PreviewBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    return error === undefined ? (
      this.props.children
    ) : (
      <Failed error={error} onRetry={() => this.setState({ error: undefined })} />
    );
  }
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { reset } = useQueryErrorResetBoundary();
  const retry = () => {
    reset(); // what threw is asked for again
    onRetry();
  };
  useEffect(() => onlineState.onReturn(retry));
  return <FailedState error={error} onRetry={retry} />;
}
