import { chooseCompare } from '../../state/compare.ts'
import { Segments } from '../kit/segments.tsx'
import { useStores, useView } from '../lab-context.tsx'
import { compareModes, compareNames } from './names.ts'

const options = compareModes.map((value) => ({ value, label: compareNames[value] }))

/** How before and after are compared. */
export const CompareSwitch = () => {
  const { view } = useStores()
  const compare = useView((state) => state.compare)
  return <Segments label="Compare" value={compare} onChange={(value) => chooseCompare(view, value)} options={options} />
}
