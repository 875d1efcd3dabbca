import { absoluteTime } from '@/lib/format';
import { Dialog } from '@/ui/dialog';
import { Facts } from '@/ui/section';
import type { Entry } from '../api/audit';
import { useAuditMessages } from '../messages';
import { thingsOf } from './entry-columns';

/** All that is kept of something that was done. */
export function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const t = useAuditMessages();
  return (
    <Dialog open onClose={onClose} title={t('entry', { id: entry.id })}>
      <Facts
        facts={[
          [t('time'), absoluteTime(entry.time ?? 0)],
          [t('who'), entry.actor ?? t('anyone')],
          [t('via'), entry.via && <code key="via">{entry.via}</code>],
          [t('action'), <code key="action">{entry.action}</code>],
          [t('outcome'), entry.outcome],
          [
            t('what'),
            thingsOf(entry.about).length > 0 && (
              <ul key="about">
                {thingsOf(entry.about).map((thing) => (
                  <li key={thing}>
                    <code>{thing}</code>
                  </li>
                ))}
              </ul>
            ),
          ],
          [t('workspace'), entry.workspace],
          [t('address'), entry.address],
          [t('request'), entry.request_id && <code key="request">{entry.request_id}</code>],
        ]}
      />
    </Dialog>
  );
}
