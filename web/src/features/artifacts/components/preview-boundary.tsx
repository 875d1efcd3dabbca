import { Component, type ReactNode } from 'react';

type Props = { fallback: (error: Error, retry: () => void) => ReactNode; children: ReactNode };

/** Keeps what breaks on a strange file from taking the page with it. */
export class PreviewBoundary extends Component<Props, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    return error === undefined
      ? this.props.children
      : this.props.fallback(error, () => this.setState({ error: undefined }));
  }
}
