import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classes } from './classes.ts';
import styles from './Button.module.css';

export type ButtonKind = 'primary' | 'secondary' | 'quiet';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  kind?: ButtonKind;
  small?: boolean;
  /** Fills the width that it is given. */
  wide?: boolean;
  /** A square around an icon; then `aria-label` says what it does. */
  iconOnly?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** The class names of a button's look, for links that lead to an action. */
export function buttonLook(kind: ButtonKind = 'secondary', small = false): string {
  return classes(styles.button, styles[kind], small && styles.small);
}

/** Something that acts: at most one primary button per view. */
export function Button({ kind, small, wide, iconOnly, ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      className={classes(buttonLook(kind, small), wide && styles.wide, iconOnly && styles.iconOnly)}
    />
  );
}
