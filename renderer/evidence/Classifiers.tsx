import { formatCount, formatNumberOf, formatUsd } from '../../shared/format'
import type { ClassifierEvidence } from '../../shared/router-evidence'
import pageStyles from '../shell/Page.module.css'
import { Scrolling } from '../shell/Scrolling'
import { classes } from '../theme/classes'
import { Figures, ofWords, RateCell } from './Figures'
import styles from './Router.module.css'

/** The labels against the cheapest model that is right. */
export function Classifiers({ classifier }: { classifier: ClassifierEvidence }) {
  const { title, tiers, hit, tooCheap, tooDear, confusion, none, unknown, sources, withoutModel } = classifier
  const rows = confusion.toSorted((a, b) => tierAt(a.sent) - tierAt(b.sent) || b.problems - a.problems)
  return (
    <section className={pageStyles.card}>
      <h2>Classifier: {title}</h2>
      <p>
        The tier that a problem needed is the cheapest model that is right on it
        {sources.length === 0 ? '; of no problem is that known.' : `, as known from ${sources.join(', ')}.`}
        {unknown > 0 &&
          ` Of ${formatNumberOf(unknown, 'problem')} it cannot be known: no run or outcome says what the cheaper models make of them.`}
        {withoutModel > 0 && ` ${formatNumberOf(withoutModel, 'problem')} went where no model is.`}
      </p>
      <Figures
        figures={[
          { title: 'Sent to the tier needed', value: <RateCell rate={hit} />, note: ofWords(hit) },
          { title: 'Too cheap, and wrong', value: <RateCell rate={tooCheap} />, note: ofWords(tooCheap) },
          { title: 'Dearer than needed', value: <RateCell rate={tooDear} />, note: ofWords(tooDear) },
          { title: 'No tier is right', value: formatCount(none), note: 'in none of these rates' },
        ]}
      />
      <Scrolling className={styles.wide} label={`Labels of ${title}`}>
        <table className={classes(pageStyles.table, styles.confusion)}>
          <thead>
            <tr>
              <th scope="col">Label</th>
              <th scope="col">Sent to</th>
              <th scope="col" data-align="end">
                Problems
              </th>
              {tiers.map(({ model, usdPerCall }) => (
                <th key={model} scope="col" data-align="end">
                  needed {model}{' '}
                  <span className={styles.small}>{usdPerCall === null ? '' : `${formatUsd(usdPerCall)} a call`}</span>
                </th>
              ))}
              <th scope="col" data-align="end">
                none is right
              </th>
              <th scope="col" data-align="end">
                not known
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <td>{row.sent}</td>
                <td data-align="end">{formatCount(row.problems)}</td>
                {tiers.map(({ model }, at) => (
                  <td key={model} data-align="end" data-fit={fitOf(tierAt(row.sent), at, row.needed[at] ?? 0)}>
                    {formatCount(row.needed[at] ?? 0)}
                  </td>
                ))}
                <td data-align="end">{formatCount(row.none)}</td>
                <td data-align="end">{formatCount(row.unknown)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <p className={styles.legend}>
        <span data-fit="hit">sent right</span> <span data-fit="cheap">sent too cheap: wrong</span>{' '}
        <span data-fit="dear">sent too dear: paid more than needed</span>
      </p>
    </section>
  )

  function tierAt(model: string): number {
    return tiers.findIndex((tier) => tier.model === model)
  }
}

function fitOf(sent: number, needed: number, problems: number): string | undefined {
  if (problems === 0) return undefined
  if (sent === needed) return 'hit'
  return sent < needed ? 'cheap' : 'dear'
}
