import { describe } from 'vitest'
import { areDifferent, areSame, areUndecided } from './equivalence.fixture'

describe('mathematics in a sentence', () => {
  areSame([
    ['The roots are $2$ and $3$.', '2, 3'],
    ['The roots are $2$, $3$.', '\\{2,3\\}'],
    ['Either $42$ or $43$.', '42, 43'],
    ['The sum of $2$ and $3$ is $5$.', '5'],
    ['If $x=3$, then $y=6$.', 'y=6'],
    ['For $x=3$, $6$', '6'],
    ['It cannot be $3$, so it is $5$.', '5'],
  ])
  areDifferent([
    ['The roots are $2$ and $3$.', '3'],
    ['The roots are $2$, $3$.', '3'],
    ['Either $42$ or $43$.', '43'],
  ])
  areUndecided([
    ['The answer is not $42$.', '42', /not/],
    ["It isn't $42$", '42', /./],
    ['It cannot be equal to $42$.', '42', /cannot/],
    ['It is more than $5$', '5', /more/],
    ['At least $5$', '5', /least/],
    ['It is approximately equal to $5$', '5', /approximately/],
    ['There are many, such as $5$.', '5', /./],
  ])
})

describe('a text that cannot be read whole', () => {
  areSame([
    ['She has 16 - 3 - 4 = 9 eggs.\n#### 18', '18'],
    ['She has 9 eggs.\n#### 18\nThat is all', '18'],
    ['**Answer:** 42', '42'],
    ['Final Answer: The final answer is $42$. I hope it is correct.', '42'],
    [`${'So we go on. '.repeat(300)}\\boxed{\\frac{1}{2}}`, '0.5'],
    ['I think the answer is 2*3.', '6'],
    ['I think the answer is (B).', 'B'],
  ])
  areDifferent([
    ['She has 9 eggs.\n#### 18', '9'],
    ['I think the answer is 2*3.', '23'],
  ])
  areUndecided([
    ['The answer is not 42.', '42', /not/],
    ['The answer is 42, not 43.', '43', /not/],
    ['The answer is 3 or maybe 4', '4', /./],
  ])
})
