import { Outlet } from '@tanstack/react-router';
import { useHasAccounts } from '@/lib/session';
import { NavTabs } from '@/ui/nav-tabs';
import { Page } from '@/ui/page';
import { CreateButton } from '../components/create-dialog';
import { useCatalogMessages } from '../messages';

/** The registry that all workspaces share: its catalogs, all its models, and who may do what with all of it. */
export function CataloguePage() {
  const t = useCatalogMessages();
  const hasAccounts = useHasAccounts();
  return (
    <Page title={t('title')} actions={<CreateButton kind="catalog" within="" />} fill>
      <NavTabs
        label={t('parts')}
        tabs={[
          { text: t('catalogs'), to: { to: '/catalogue' }, exact: true },
          { text: t('models'), to: { to: '/catalogue/models' } },
          ...(hasAccounts ? [{ text: t('permissions'), to: { to: '/catalogue/permissions' } } as const] : []),
        ]}
      />
      <Outlet />
    </Page>
  );
}
