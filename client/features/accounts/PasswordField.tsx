import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@client/ui/Button';
import { iconProps } from '@client/ui/icon';
import { TextField } from '@client/ui/TextField';
import type { TextFieldProps } from '@client/ui/TextField';

type PasswordFieldProps = Omit<TextFieldProps, 'type' | 'addition' | 'label'>;

/** A password that can be looked at before it is sent. */
export function PasswordField(props: PasswordFieldProps) {
  const { t } = useTranslation('common');
  const { t: words } = useTranslation('accounts');
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? IconEyeOff : IconEye;
  return (
    <TextField
      {...props}
      label={words('password')}
      type={isShown ? 'text' : 'password'}
      addition={
        <Button
          kind="quiet"
          iconOnly
          aria-label={isShown ? t('action.hide-password') : t('action.show-password')}
          onPress={() => setShown(!isShown)}
        >
          <Icon {...iconProps} />
        </Button>
      }
    />
  );
}
