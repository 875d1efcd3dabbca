import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '@/lib/routes';
import { HomePage } from './pages/home-page';

const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: HomePage });

export const homeRoutes = [homeRoute] as const;
