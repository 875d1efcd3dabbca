import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { placeOf, thingQuery } from '../api/things';
import { AboutThing } from '../components/about-thing';
import styles from './pages.module.css';

/** Whose a catalog or a schema is, and when it was made. */
export function DetailsPage() {
  const { fullName = '' } = useParams({ strict: false });
  const { data: thing } = useSuspenseQuery(thingQuery(placeOf(fullName)));
  return (
    <div className={styles['scrolled']}>
      <AboutThing thing={thing} />
    </div>
  );
}
