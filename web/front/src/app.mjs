// Enhancements for every page. Nothing here is needed to finish a task.
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
} from 'govuk-frontend'

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
]

for (const component of components) createAll(component)

// What the page before has to say is read out, and Tab goes on from there.
document.querySelector('.cip-message')?.focus({ preventScroll: true })

// On a telephone the filter folds, unless it filters.
if (window.matchMedia('(max-width: 60em)').matches) {
  for (const filter of document.querySelectorAll('.cip-filter:not([data-chosen])')) filter.open = false
}
