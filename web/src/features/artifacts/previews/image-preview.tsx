import { useState } from 'react';
import { Picture } from '@/ui/picture';
import { fileUrl } from '../api/artifacts';
import type { PreviewProps } from '../components/artifact-view';

export default function ImagePreview({ owner, path }: PreviewProps) {
  const [zoom, setZoom] = useState<number>();
  return <Picture src={fileUrl(owner, path)} label={path} zoom={zoom} onZoom={setZoom} />;
}
