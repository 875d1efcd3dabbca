import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuItem } from '../menu';
import { notifyError } from '../toast';
import { saveFile } from '../save-file';

export const FILES = ['png', 'svg', 'csv'] as const;
export type FileKind = (typeof FILES)[number];

type FileItemsProps = {
  kinds?: readonly FileKind[];
  text: (kind: FileKind) => string;
  onKeep: (kind: FileKind) => void;
};

/** The files that a chart can be had as, in its menu. */
export function FileItems({ kinds = FILES, text, onKeep }: FileItemsProps): ReactNode {
  return kinds.map((kind) => (
    <MenuItem key={kind} icon={<Download />} onClick={() => onKeep(kind)}>
      {text(kind)}
    </MenuItem>
  ));
}

/** Gives a person what a chart is as a file, once it is there; nothing where it was given up. */
export function keep(file: Blob | undefined | Promise<Blob | undefined>, name: string): void {
  Promise.resolve(file)
    .then((content) => content && saveFile(content, name))
    .catch(notifyError);
}
