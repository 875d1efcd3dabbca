import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as v from 'valibot';
import { rootRoute } from '@/lib/routes';
import { searchParams } from '@/lib/search-params';
import { OUTCOMES, SPANS } from './api/audit';

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('./pages/audit-page'), 'AuditPage'),
  ...searchParams(
    { span: v.picklist(SPANS), outcome: v.picklist(OUTCOMES), actor: v.string(), about: v.string() },
    { span: '7', outcome: 'all', actor: '', about: '' },
  ),
});

export const auditRoutes = [auditRoute] as const;
