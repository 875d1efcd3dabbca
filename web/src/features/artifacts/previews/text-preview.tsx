import { Binary } from 'lucide-react';
import { isText } from '@/lib/text';
import { CodeView } from '@/ui/code-view';
import { EmptyState } from '@/ui/states';
import type { PreviewProps } from '../components/artifact-view';
import { nameOf } from '../api/artifacts';
import { useArtifactMessages } from '../messages';
import { Head } from './head';

/** Text or code; of what is neither, only that there is something. */
export default function TextPreview({ owner, path }: PreviewProps) {
  const t = useArtifactMessages();
  return (
    <Head owner={owner} path={path}>
      {({ text, content }) =>
        isText(content) ? (
          <CodeView text={text} name={nameOf(path)} label={path} />
        ) : (
          <EmptyState icon={<Binary />} title={t('binary')}>
            <p className="muted">{t('binaryText')}</p>
          </EmptyState>
        )
      }
    </Head>
  );
}
