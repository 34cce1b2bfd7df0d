import { Select } from 'antd';
import { Field } from './form.tsx';

type Props = {
  readonly label: string;
  readonly note?: string;
  readonly values: readonly string[];
  readonly set: (values: readonly string[]) => void;
};

/** Several values typed one after the other, or pasted with commas and line ends between them. */
export function ListField({ label, note, values, set }: Props) {
  return (
    <Field label={label} {...(note !== undefined && { note })}>
      {(id) => (
        <Select
          id={id}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[',', '，', '、', '\n', ' ']}
          value={[...values]}
          onChange={(next: string[]) => set(next.map((each) => each.trim()).filter((each) => each !== ''))}
        />
      )}
    </Field>
  );
}
