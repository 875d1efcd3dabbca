import { lazy, Suspense } from 'react';
import { HomePage } from '@/features/home/pages/home-page';

const RegistryNews = lazy(async () => ({
  default: (await import('@/features/registry/components/registry-news')).RegistryNews,
}));

const EndpointHealth = lazy(async () => ({
  default: (await import('@/features/endpoints/components/endpoint-health')).EndpointHealth,
}));

/** Home, with how endpoints are, what happened in the registry, and what waits there for whoever looks. */
export function HomeWithRegistry() {
  return <HomePage registry={News} />;
}

function News({ className }: { className: string | undefined }) {
  return (
    <Suspense>
      <EndpointHealth className={className} />
      <RegistryNews className={className} />
    </Suspense>
  );
}
