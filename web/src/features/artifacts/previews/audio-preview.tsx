import { fileUrl } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';
import styles from './previews.module.css';

export default function AudioPreview({ owner, path }: PreviewProps) {
  // eslint-disable-next-line jsx-a11y/media-has-caption -- a file of a run has none
  return <audio className={styles['media']} controls preload="metadata" src={fileUrl(owner, path)} aria-label={path} />;
}
