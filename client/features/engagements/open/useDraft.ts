import { useRef, useState } from 'react';
import type { Draft, DraftPerson } from './draft.ts';
import { keyFor } from './draft.ts';
import type { Faults } from './faults.ts';
import { withoutFault } from './faults.ts';

/** What can be done with the form; a field that is changed loses its fault. */
export interface DraftHandle {
  draft: Draft;
  faults: Faults;
  setFaults(faults: Faults): void;
  change<Field extends keyof Draft>(field: Field, value: Draft[Field]): void;
  changePerson(next: DraftPerson, part: keyof DraftPerson): void;
  addPerson(person: Omit<DraftPerson, 'id'>): void;
  removePerson(id: string): void;
}

export function useDraft(begin: () => Draft): DraftHandle {
  const [draft, setDraft] = useState(begin);
  const [faults, setFaults] = useState<Faults>({});
  const added = useRef(0);
  const forget = (...fields: string[]) => setFaults((now) => fields.reduce(withoutFault, now));

  return {
    draft,
    faults,
    setFaults,
    change(field, value) {
      setDraft((now) => {
        const next = { ...now, [field]: value };
        return followsName(now, field) ? { ...next, key: keyFor(next.name) } : next;
      });
      forget(field, ...(followsName(draft, field) ? ['key'] : []));
    },
    changePerson(next, part) {
      setDraft((now) => ({
        ...now,
        people: now.people.map((person) => (person.id === next.id ? next : person)),
      }));
      forget(`people.${next.id}.${part}`);
    },
    addPerson(person) {
      const id = `added-${++added.current}`;
      setDraft((now) => ({ ...now, people: [...now.people, { ...person, id }] }));
      forget('people');
    },
    removePerson(id) {
      setDraft((now) => ({ ...now, people: now.people.filter((person) => person.id !== id) }));
    },
  };
}

/** The key follows the name until somebody writes another one. */
const followsName = ({ key, name }: Draft, changed: keyof Draft) =>
  changed === 'name' && key === keyFor(name);
