import { createLink } from '@tanstack/react-router';
import { Radio } from 'lucide-react';
import { ButtonLink } from './button';
import { useUiMessages } from './messages';

const ToEndpoints = createLink(ButtonLink);

/** Leads to where an endpoint is made that answers with a version of a model. */
export function ServeLink({ model, version }: { model: string; version: string }) {
  const t = useUiMessages();
  return (
    <ToEndpoints to="/endpoints" search={{ model, version }}>
      <Radio />
      {t('serve')}
    </ToEndpoints>
  );
}
