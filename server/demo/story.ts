import type { Audience } from '@shared/audience';
import type { DocumentKind } from '@shared/features/documents/rules';
import type { Language } from '@shared/language';
import notes from './data/notes.json' with { type: 'json' };
import planEn from './data/plan-en.json' with { type: 'json' };
import scopeEs from './data/scope-es.json' with { type: 'json' };
import scopeFr from './data/scope-fr.json' with { type: 'json' };

/** What happens in the demo engagement, as data; dates are those of the story and are moved when it is told. */
export interface StoryDocument {
  id: string;
  title: string;
  kind: DocumentKind;
  language: Language;
  audience: Audience;
  by: string;
  adf: unknown;
  suggestions: StorySuggestion[];
  threads: StoryThread[];
}

/** A proposal on the first place where `at` stands: words replaced, words added behind, or a list item added behind. */
export interface StorySuggestion {
  /** `<personId>/<n>`. */
  id: string;
  at: string;
  change: { replaceBy: string } | { addBehind: string } | { newItem: string };
  reason: string | null;
  hoursAgo: number;
}

export interface StoryThread {
  /** For a shared thread the id of its annotation mark in the document. */
  id: string;
  audience: Audience;
  quote: string;
  by: string;
  body: string;
  hoursAgo: number;
  replies: { by: string; body: string; hoursAgo: number }[];
}

export const storyYear = 2026;
export const storyWeekOne = '2026-03-02';
/** The week in which the story is told. */
export const presentWeek = 5;

/** Days that the template cannot know, and what was reached by the present week. */
export const milestones: Record<string, { due?: string; doneOn?: string }> = {
  'm1-handover': { due: '2026-03-02', doneOn: '2026-03-02' },
  'm-scope-signed': { due: '2026-03-06' },
  'm-kpis-signed': { due: '2026-03-13', doneOn: '2026-03-13' },
  'm-configured': { due: '2026-03-20', doneOn: '2026-03-24' },
  'm-trained': { due: '2026-03-27', doneOn: '2026-03-26' },
  'm-accepted': { due: '2026-03-27', doneOn: '2026-03-27' },
  'm-pilot-end': { due: '2026-04-22' },
  'm2-go-live': { due: '2026-04-23' },
};

const scopeFrench: StoryDocument = {
  id: 'lavande-scope-fr',
  title: 'Document de périmètre',
  kind: 'scope',
  language: 'fr',
  audience: 'shared',
  by: 'nadia.berthollin',
  adf: scopeFr,
  suggestions: [
    {
      id: 'camille.estrevoux/1',
      at: 'Trois jours de formation, dont un à Valence.',
      change: { replaceBy: 'Quatre jours de formation, dont deux à Valence.' },
      reason:
        'La filiale a doublé ses effectifs de terrain : une seule journée à Valence ne suffit plus.',
      hoursAgo: 44,
    },
    {
      id: 'solene.quercival/1',
      at: 'un relevé des ruptures sur les vingt références de base',
      change: { addBehind: ', saisi hors connexion' },
      reason: 'Les caves et les réserves des pharmacies n’ont pas de réseau.',
      hoursAgo: 26,
    },
    {
      id: 'priya.wexcombe/1',
      at: 'Un pilote de quatre semaines sur deux secteurs.',
      change: { newItem: 'Impression du bon de commande sur l’imprimante portable.' },
      reason: 'The printers were delivered; the template already has the layout.',
      hoursAgo: 20,
    },
    {
      id: 'baptiste.orcemont/1',
      at: 'moins de 4 h',
      change: { replaceBy: 'moins de 2 h' },
      reason: null,
      hoursAgo: 5,
    },
  ],
  threads: [
    {
      id: 'c-0001',
      audience: 'shared',
      quote: 'mêmes indicateurs',
      by: 'pilar.santacolina',
      body: '¿También el panier moyen, con el recargo de equivalencia? En España no se compara igual.',
      hoursAgo: 70,
      replies: [
        {
          by: 'baptiste.orcemont',
          body: 'Oui, hors taxes des deux côtés : le recargo n’entre pas dans le calcul.',
          hoursAgo: 66,
        },
        {
          by: 'orla.fennimore',
          body: 'Agreed. The formula in section 5 says so already.',
          hoursAgo: 47,
        },
      ],
    },
    {
      id: 'lavande-thread-vendor-1',
      audience: 'vendor',
      quote: 'Deux échanges nocturnes avec le logiciel de gestion',
      by: 'esteban.roldanova',
      body: 'Their back office closes at 23:00 on Fridays: we need a retry at 02:00 before we promise this.',
      hoursAgo: 30,
      replies: [],
    },
    {
      id: 'lavande-thread-client-1',
      audience: 'client',
      quote: 'Fourniture des appareils et des abonnements de téléphonie',
      by: 'yanis.kerouvel',
      body: 'Budget validé pour 48 appareils seulement : voir entre nous avant d’en parler à Fieldwise.',
      hoursAgo: 52,
      replies: [],
    },
  ],
};

const scopeSpanish: StoryDocument = {
  id: 'lavande-scope-es',
  title: 'Documento de alcance: filial de España',
  kind: 'scope',
  language: 'es',
  audience: 'shared',
  by: 'teo.almarosa',
  adf: scopeEs,
  suggestions: [
    {
      id: 'rocio.valdelira/1',
      at: 'Dos jornadas en Valencia y una a distancia',
      change: { addBehind: ', grabada para quien no pueda asistir' },
      reason: 'Dos comerciales estarán de baja esa semana.',
      hoursAgo: 22,
    },
  ],
  threads: [
    {
      id: 'c-0101',
      audience: 'shared',
      quote: 'dieciséis días laborables',
      by: 'matteo.brindlewick',
      body: 'Could you confirm the local holidays of Murcia and the Balearic Islands as well?',
      hoursAgo: 28,
      replies: [],
    },
  ],
};

const planEnglish: StoryDocument = {
  id: 'lavande-plan-en',
  title: 'Engagement plan',
  kind: 'plan',
  language: 'en',
  audience: 'shared',
  by: 'orla.fennimore',
  adf: planEn,
  suggestions: [],
  threads: [
    {
      id: 'c-0201',
      audience: 'shared',
      quote: 'not reliable',
      by: 'baptiste.orcemont',
      body: 'Les encours des 40 plus gros clients sont contrôlés ; il reste les autres.',
      hoursAgo: 18,
      replies: [],
    },
  ],
};

const margin: StoryDocument = {
  ...notes['internal-note-margin'],
  id: 'lavande-note-margin',
  kind: 'note',
  language: 'fr',
  audience: 'vendor',
  by: 'julien.tarsaque',
  suggestions: [],
  threads: [],
};

const negotiation: StoryDocument = {
  ...notes['internal-note-negotiation'],
  id: 'lavande-note-negotiation',
  kind: 'note',
  language: 'fr',
  audience: 'client',
  by: 'armand.de-vaugrenel',
  suggestions: [],
  threads: [],
};

export const documents = [scopeFrench, scopeSpanish, planEnglish, margin, negotiation];
