import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: 'main' | 'normal' | 'quiet'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: ReactNode
}

export const Button = ({ variant = 'normal', size = 'normal', icon, className, children, type = 'button', ...rest }: ButtonProps) => (
  <button {...rest} type={type} className={[styles['button'], styles[variant], styles[`size-${size}`], className].filter(Boolean).join(' ')}>
    {icon}
    {children}
  </button>
)
