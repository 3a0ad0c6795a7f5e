import { useQuery } from '@tanstack/react-query'
import { formatCount } from '../../shared/format'
import { door, failureOf } from '../api'
import pageStyles from '../shell/Page.module.css'
import { ReviewCard } from './ReviewCard'

const mostShown = 50

export function ReviewsPage() {
  const list = useQuery(door.reviews.list.queryOptions({ input: { limit: mostShown } }))
  const { waiting = 0, reviews = [] } = list.data ?? {}
  return (
    <main className={pageStyles.page}>
      <div className={pageStyles.head}>
        <div>
          <h1>Reviews</h1>
          <p>Answers that wait for a person. Each problem goes on as soon as you have decided about it.</p>
        </div>
      </div>
      {list.error !== null && <p className={pageStyles.trouble}>{failureOf(list.error).message}</p>}
      {list.data !== undefined && waiting === 0 && <NothingWaits />}
      {reviews.map((review) => (
        <ReviewCard key={review.id} review={review} />
      ))}
      {waiting > reviews.length && (
        <p className={pageStyles.quiet}>
          These are the oldest {formatCount(reviews.length)} of {formatCount(waiting)}; the next ones follow.
        </p>
      )}
    </main>
  )
}

function NothingWaits() {
  return (
    <section className={pageStyles.card}>
      <h2>Nothing waits for you</h2>
      <p>
        Put a Review node into a design where a person should look before an answer leaves. In a live run its problems
        wait here while the others go on. In replays of simulated or recorded answers the person is simulated, and
        nothing comes here.
      </p>
    </section>
  )
}
