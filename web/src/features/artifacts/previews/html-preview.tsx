import { Play, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { fileUrl } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import { useArtifactMessages } from '../messages';
import styles from './previews.module.css';

/**
 * An HTML file in a frame with an origin of its own: it reaches neither this page nor the session. Its scripts run once
 * somebody asked for them, as charts need them.
 */
export default function HtmlPreview({ owner, path }: PreviewProps) {
  const t = useArtifactMessages();
  const [runs, setRuns] = useState(false);
  return (
    <div className={styles['fill']}>
      <div className={styles['bar']}>
        <ShieldCheck aria-hidden width={16} />
        <span className="muted">{t(runs ? 'scriptsRun' : 'scriptsOff')}</span>
        {!runs && (
          <Button onClick={() => setRuns(true)}>
            <Play />
            {t('runScripts')}
          </Button>
        )}
      </div>
      <iframe
        key={String(runs)}
        title={path}
        className={styles['frame']}
        sandbox={runs ? 'allow-scripts' : ''}
        src={fileUrl(owner, path, { view: runs ? 'scripts' : 'page' })}
      />
    </div>
  );
}
