import { useQuery } from '@tanstack/react-query';
import { Plus, Scale, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { registeredModelRoute } from '@/lib/routes';
import { Button, IconButton } from '@/ui/button';
import { Line, Rows } from '@/ui/rows';
import { EmptyState, FailedState, LoadingState } from '@/ui/states';
import { notify, notifyError } from '@/ui/toast';
import { useManagesModel } from '../api/manager';
import { isSame, rulesQuery, useChangeRules, type ApprovalRule } from '../api/rules';
import styles from '../components/lists.module.css';
import { RuleDialog } from '../components/rule-dialog';
import { useWish } from '../components/wish';
import { useApprovalMessages } from '../messages-approvals';

/** Which stages and aliases take an approved request; who manages the model changes that. */
export function RulesPage() {
  const t = useApprovalMessages();
  const { ruleOf: words } = useWish();
  const { modelName: name } = registeredModelRoute.useParams();
  const { data: rules, error, refetch } = useQuery(rulesQuery(name));
  const isManager = useManagesModel(name);
  const { mutateAsync: change } = useChangeRules(name);
  const [isAdding, setAdding] = useState(false);
  if (!rules) return error ? <FailedState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  const remove = async (rule: ApprovalRule) => {
    try {
      await change((now) => now.filter((one) => !isSame(one, rule)));
      const undo = () => void change((now) => [...now.filter((one) => !isSame(one, rule)), rule]).catch(notifyError);
      notify(t('ruleRemoved'), { label: t('undo'), run: undo });
    } catch (failure) {
      notifyError(failure as Error);
    }
  };
  return (
    <div className={styles['column']}>
      <p className="muted">{t('rulesText')}</p>
      {isManager ? (
        <div>
          <Button onClick={() => setAdding(true)}>
            <Plus />
            {t('addRule')}
          </Button>
        </div>
      ) : (
        <p className="muted">{t('notYours')}</p>
      )}
      {rules.length === 0 && <EmptyState icon={<Scale />} title={t('noRules')} />}
      <Rows label={t('rules')}>
        {rules.map((rule) => (
          <Line
            key={words(rule)}
            facts={t(rule.by_another === true ? 'byAnother' : 'byAnyone')}
            actions={
              isManager && (
                <IconButton label={t('removeRule', { rule: words(rule) })} onClick={() => void remove(rule)}>
                  <Trash2 />
                </IconButton>
              )
            }
          >
            {words(rule)}
          </Line>
        ))}
      </Rows>
      {isAdding && <RuleDialog name={name} onClose={() => setAdding(false)} />}
    </div>
  );
}
