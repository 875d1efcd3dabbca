import { ReviewPage } from '@/features/reviews/pages/review-page';
import { ReviewedTrace } from '@/features/traces/components/reviewed-trace';

/** The traces of a review queue, one after the other. */
export function ReviewWithTrace() {
  return <ReviewPage trace={ReviewedTrace} />;
}
