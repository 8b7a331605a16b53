import { Label, Radio, RadioGroup } from 'react-aria-components';
import styles from './Field.module.css';

export interface ChoiceOption<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
}

interface ChoiceProps<Value extends string> {
  label: string;
  options: readonly ChoiceOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, all of them in view with what each means. */
export function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: ChoiceProps<Value>) {
  return (
    <RadioGroup className={styles.field} value={value} onChange={(next) => onChange(next as Value)}>
      <Label className={styles.label}>{label}</Label>
      <div className={styles.choices}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.choice!}>
            <span>{option.label}</span>
            {option.hint && <span className={styles.choiceHint}>{option.hint}</span>}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
