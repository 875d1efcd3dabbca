import { Tags } from 'lucide-react';
import { useState } from 'react';
import { Tag } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TagsEditor } from '@/ui/tags-editor';
import { plainTags, useTagExperiment, useUntagExperiment, type Experiment } from '../api/experiments';
import { useExperimentMessages } from '../messages';
import styles from './experiment-tags.module.css';

/** The tags of an experiment, and where they are changed. */
export function ExperimentTags({ experiment }: { experiment: Experiment }) {
  const t = useExperimentMessages();
  const [isOpen, setOpen] = useState(false);
  const { mutateAsync: set } = useTagExperiment(experiment.experiment_id);
  const { mutateAsync: remove } = useUntagExperiment(experiment.experiment_id);
  const tags = plainTags(experiment);
  return (
    <div className={styles['tags']}>
      {tags.length > 0 && (
        <ul aria-label={t('tags')}>
          {tags.map((tag) => (
            <li key={tag.key}>
              <Tag name={tag.key} value={tag.value} />
            </li>
          ))}
        </ul>
      )}
      <Button kind="quiet" onClick={() => setOpen(true)}>
        <Tags />
        {t(tags.length > 0 ? 'editTags' : 'addTags')}
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={t('tagsOf')}>
        <TagsEditor tags={experiment.tags ?? []} set={set} remove={remove} />
      </Dialog>
    </div>
  );
}
