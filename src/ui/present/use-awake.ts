import { useEffect, useState } from 'react'

const stays = 2500

/** True for a while after the pointer moved or touched: then the controls show. */
export function useAwake(): boolean {
  const [awake, setAwake] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wake = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => setAwake(false), stays)
      setAwake(true)
    }
    window.addEventListener('pointermove', wake)
    window.addEventListener('pointerdown', wake)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointermove', wake)
      window.removeEventListener('pointerdown', wake)
    }
  }, [])
  return awake
}
