import { Globe, Play, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { fileUrl } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { useArtifactMessages } from '../messages';
import styles from './previews.module.css';

/** What the frame lets a page do, each after somebody asked for it. */
const VIEWS = {
  page: { text: 'scriptsOff', sandbox: '' },
  scripts: { text: 'scriptsRun', sandbox: 'allow-scripts' },
  network: { text: 'networkOn', sandbox: 'allow-scripts' },
} as const;

/**
 * An HTML file in a frame with an origin of its own: it reaches neither this page nor the session. Its scripts run once
 * somebody asked for them, as charts need them; and nobody else hears that it was opened, unless that is asked for too.
 */
export default function HtmlPreview({ owner, path }: PreviewProps) {
  const t = useArtifactMessages();
  const [view, setView] = useState<keyof typeof VIEWS>('page');
  const { text, sandbox } = VIEWS[view];
  return (
    <div className={styles['fill']}>
      <div className={styles['bar']}>
        <ShieldCheck aria-hidden width={16} />
        <span className="muted">{t(text)}</span>
        {view === 'page' && (
          <Button onClick={() => setView('scripts')}>
            <Play />
            {t('runScripts')}
          </Button>
        )}
        {view === 'scripts' && (
          <Button onClick={() => setView('network')}>
            <Globe />
            {t('useNetwork')}
          </Button>
        )}
      </div>
      <iframe
        key={view}
        title={path}
        className={styles['frame']}
        sandbox={sandbox}
        src={fileUrl(owner, path, { view })}
      />
    </div>
  );
}
